# docker build -t vigilint . && docker run --rm -v "$PWD:/work:ro" vigilint
FROM node:22.21.1-alpine AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM node:22.21.1-alpine
# git, for --changed; nothing else is needed at run time.
RUN apk add --no-cache git && git config --system --add safe.directory '*' && rm -rf /usr/local/lib/node_modules/npm /opt/yarn-*
COPY --from=build /src/package.json /opt/vigilint/
COPY --from=build /src/dist /opt/vigilint/dist
RUN ln -s /opt/vigilint/dist/cli.js /usr/local/bin/vigilint
USER node
WORKDIR /work
ENTRYPOINT ["vigilint"]
